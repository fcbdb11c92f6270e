using NodeGc.Api.Formats;

namespace NodeGc.Api.Nodes;

/// <summary>A pattern of the policy that matches nothing on this node.</summary>
public sealed record UnmatchedPin
{
    /// <summary>Most characters of a pattern; the schema takes no longer one.</summary>
    public const int MaxLength = 512;

    /// <summary>Where it is written: <c>protect.images</c>.</summary>
    public required string Field { get; init; }

    /// <summary>The pattern as it is written.</summary>
    public required string Pattern
    {
        get;
        init => field = ShortText.Of(value, MaxLength);
    }
}
