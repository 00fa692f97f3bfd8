#!/bin/sh
# Every service starts the same way.
echo "starting $SERVICE in $SHOP_ENV"
exec "$@"
