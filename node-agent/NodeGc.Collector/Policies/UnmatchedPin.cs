namespace NodeGc.Collector.Policies;

/// <summary>A pattern of the policy that nothing on the node matches: it protects nothing here, whatever its author
/// believes.</summary>
/// <param name="Field">Where it is written: <c>protect.images</c>.</param>
/// <param name="Pattern">The pattern as it is written.</param>
public sealed record UnmatchedPin(string Field, string Pattern)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Field}: {Pattern}";
}
