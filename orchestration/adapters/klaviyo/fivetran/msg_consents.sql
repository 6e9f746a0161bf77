with

metrics as (

    select
        event.*,
        lower(coalesce(metric.name, event.type)) as metric

    from event_rows as event

    left join metric_now as metric on event.metric_id = metric.id

),

said as (

    select
        source_file,
        source_line,
        loaded_at,
        fivetran_deleted as is_deleted,
        id as consent_event_id,
        case when metric like '%sms%' then 'sms' else 'email' end as channel,
        person_id as subscriber_id,
        case when metric like 'subscribed to%' then 'granted' else 'withdrawn' end as state,
        property_method as method,
        property_form_id as source_text,
        datetime as occurred_at,
        case
            when metric in (
                'subscribed to email marketing', 'subscribed to sms marketing', 'unsubscribed',
                'unsubscribed from email marketing', 'unsubscribed from sms marketing'
            ) then null
            else 'no word on consent'
        end as not_used

    from metrics

),

-- What a form of Klaviyo wrote down with the person, where its event is not delivered.
formed as (

    select
        person.source_file,
        person.source_line,
        person.loaded_at,
        person.fivetran_deleted as is_deleted,
        person.id || '-form' as consent_event_id,
        'email' as channel,
        person.id as subscriber_id,
        'granted' as state,
        person.custom_consent_method as method,
        concat_ws(' ', person.custom_consent_form_id, person.custom_consent_form_version) as source_text,
        person.custom_consent_timestamp as occurred_at,
        case
            when person.custom_consent_timestamp is null or person.custom_consent not ilike '%email%'
                then 'no consent written down'
        end as not_used

    from person_rows as person

),

words as (

    select * from said

    union all by name

    select * from formed

)

select
    * replace (case when method ilike '%form%' then 'form' else lower(method) end as method),
    'marketing' as purpose

from words
