select
    id,
    name,
    '0eMvjm' as integration_id

from (
    values
        ('delivered-email', 'Received Email'),
        ('delivered-sms', 'Received SMS'),
        ('opened-email', 'Opened Email'),
        ('clicked-email', 'Clicked Email'),
        ('clicked-sms', 'Clicked SMS'),
        ('bounced-email', 'Bounced Email'),
        ('complained-email', 'Marked Email as Spam'),
        ('unsubscribed-email', 'Unsubscribed from Email Marketing'),
        ('unsubscribed-sms', 'Unsubscribed from SMS Marketing'),
        ('granted-email', 'Subscribed to Email Marketing'),
        ('granted-sms', 'Subscribed to SMS Marketing'),
        ('order', 'Placed Order')
) as metrics(id, name)
