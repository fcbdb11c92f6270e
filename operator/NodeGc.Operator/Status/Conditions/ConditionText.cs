using NodeGc.Api.Formats;

namespace NodeGc.Operator.Status.Conditions;

/// <summary>A condition's reason and message.</summary>
internal sealed record ConditionText
{
    /// <summary>Maximum length of a message, of which others may have written a part; it becomes an event's
    /// too.</summary>
    private const int MaxLength = 500;

    /// <param name="reason">One of <see cref="Api.Cleanups.CleanupReasons"/>.</param>
    /// <param name="message">What is the case and, if something can be done about it, what.</param>
    public ConditionText(string reason, string message) =>
        (Reason, Message) = (reason, ShortText.Truncate(message, MaxLength));

    public string Reason { get; }

    public string Message { get; }
}
