-- HubSpot's own stages and the words that its exports show for them.
create or replace temp macro hubspot_lifecycle_stage(stage) as (
    case replace(lower(trim(stage)), ' ', '')
        when 'marketingqualifiedlead' then 'mql'
        when 'salesqualifiedlead' then 'sql'
        else replace(lower(trim(stage)), ' ', '')
    end
);
