namespace NodeGc.Operator.Notifications;

/// <summary>What became of a delivery. One of the cases below.</summary>
internal abstract record DeliveryResult
{
    private DeliveryResult() { }

    /// <summary>The webhook accepted it.</summary>
    public sealed record Delivered : DeliveryResult;

    /// <summary>It may succeed later.</summary>
    /// <param name="Cause">What happened; contains neither the path of the URL nor the response.</param>
    /// <param name="RetryAfter">How long to wait at least with all deliveries; null if the webhook did not say.</param>
    public sealed record Failed(string Cause, TimeSpan? RetryAfter = null) : DeliveryResult;

    /// <summary>The webhook does not want it, now or later.</summary>
    /// <param name="Cause">What happened.</param>
    public sealed record Refused(string Cause) : DeliveryResult;
}
