with

audited as (

    select
        source_file,
        source_line,
        loaded_at,
        vid_to_merge as from_id,
        canonical_vid as into_id,
        timestamp as occurred_at

    from contact_merge_audit_rows

),

-- What a contact says that it was merged from, in a list, of the time before the audit.
listed as (

    select
        source_file,
        source_line,
        loaded_at,
        id as into_id,
        unnest(string_split(property_hs_merged_object_ids, ';')) as from_id

    from contact_rows

    where property_hs_merged_object_ids is not null

),

merges as (

    select * from audited

    union all by name

    select
        listed.source_file || '#merged_' || listed.from_id as source_file,
        listed.source_line,
        listed.loaded_at,
        listed.from_id,
        listed.into_id

    from listed

    left join contact_merge_audit_now as audit
        on
            listed.from_id = audit.vid_to_merge
            and listed.into_id = audit.canonical_vid

    where audit.vid_to_merge is null

)

select
    *,
    from_id || '-' || into_id as merge_id,
    'crm_contact' as entity

from merges
