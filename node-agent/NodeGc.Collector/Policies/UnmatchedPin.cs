namespace NodeGc.Collector.Policies;

/// <summary>A pattern of the policy that matches nothing on the node, so that it protects nothing here.</summary>
/// <param name="Field">Its field: <c>protect.images</c>.</param>
/// <param name="Pattern">The pattern as it is written.</param>
public sealed record UnmatchedPin(string Field, string Pattern)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Field}: {Pattern}";
}
