using NodeGc.Api.Formats;

namespace NodeGc.Api.Nodes;

/// <summary>A pattern of the policy that matches nothing on this node.</summary>
public sealed record UnmatchedPin
{
    /// <summary>Maximum length of a pattern, as in the schema.</summary>
    public const int MaxLength = 512;

    /// <summary>Field that contains the pattern: <c>protect.images</c>.</summary>
    public required string Field { get; init; }

    /// <summary>The pattern, as written.</summary>
    public required string Pattern
    {
        get;
        init => field = ShortText.Truncate(value, MaxLength);
    }
}
