using NodeGc.Api.Formats;

namespace NodeGc.Api.Nodes;

/// <summary>The answer to a <see cref="NodeRequest"/>. It stays as long as the request does, so that none is carried
/// out twice.</summary>
public sealed record NodeAnswer
{
    /// <summary>Maximum size of <see cref="Output"/> in bytes of JSON. The outputs of all answers of a node together
    /// are not larger either.</summary>
    public const int MaxOutputBytes = 10_000;

    /// <summary>Maximum length of <see cref="Error"/>.</summary>
    public const int MaxErrorLength = 1024;

    /// <summary>ID of the request.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset CompletionTime { get; init; }

    /// <summary>As of the command of <c>nodegc-agent</c>: 1 and 2 are failures, 20 means that something is not
    /// understood, 30 that some items were not restored.</summary>
    public required int ExitCode { get; init; }

    /// <summary>What the command printed. Removed a few minutes after <see cref="CompletionTime"/>, or once a later
    /// answer needs the space; null if there is none.</summary>
    public string? Output { get; init; }

    /// <summary>Whether the end of the output was left out.</summary>
    public bool Truncated { get; init; }

    /// <summary>Why the request failed and what to do; null if it did not.</summary>
    public string? Error
    {
        get;
        init => field = ShortText.OrNull(value, MaxErrorLength);
    }
}
