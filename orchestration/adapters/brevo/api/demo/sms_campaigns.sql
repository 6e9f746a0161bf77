select
    campaign_id as id,
    name,
    'sent' as status,
    'Bonjour !' as content,
    'Boutique' as sender,
    sent_at as "scheduledAt"

from msg_campaigns

where channel = 'sms'
