namespace NodeGc.Operator.Reporting;

/// <summary>The four conditions' statuses in one, with the word and the sentence for them.</summary>
/// <param name="Reason">A word from <see cref="Api.Cleanups.CleanupReasons"/>.</param>
/// <param name="Message">What is so, and what to do about it where something is to be done.</param>
internal sealed record CleanupVerdict(string Reason, string Message)
{
    /// <summary>Most characters of a message that others wrote a part of; it becomes a condition's and an
    /// event's.</summary>
    public const int LongestMessage = 500;

    public bool IsReady { get; init; }

    public bool IsReconciling { get; init; }

    public bool IsStalled { get; init; }

    /// <summary>It cannot be told whether it is so.</summary>
    public bool IsUnknown { get; init; }
}
