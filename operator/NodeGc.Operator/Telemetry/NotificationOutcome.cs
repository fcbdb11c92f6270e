namespace NodeGc.Operator.Telemetry;

/// <summary>What became of an attempt to deliver a notification.</summary>
internal enum NotificationOutcome
{
    /// <summary>The webhook accepted it.</summary>
    Delivered,

    /// <summary>It is tried again.</summary>
    Failed,

    /// <summary>It is not tried again.</summary>
    GivenUp,
}
