-- HubSpot's own stages and the words that its exports show for them.
create or replace temp macro hubspot_lifecycle_stage(stage) as (
    case replace(lower(trim(stage)), ' ', '')
        when 'marketingqualifiedlead' then 'mql'
        when 'salesqualifiedlead' then 'sql'
        else replace(lower(trim(stage)), ' ', '')
    end
);

-- The time of an export, which an account of American manners writes as 3/15/2024 2:30 PM.
create or replace temp macro hubspot_time(written) as (
    coalesce(strftime(try_strptime(trim(written), '%m/%d/%Y %I:%M %p'), '%Y-%m-%d %H:%M:%S'), written)
);
