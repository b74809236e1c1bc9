"""The pages of relationships, by audience: partners' `customers`, customers' `consent`."""
