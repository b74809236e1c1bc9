"""The pages, by audience: partners' `subscriptions` and `requests`, customers' `customer`."""
