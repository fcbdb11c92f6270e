namespace NodeGc.Kubernetes.Controllers;

/// <summary>What the loop does after a reconciliation that did not throw.</summary>
/// <param name="Again">When to look again without being told; null for not at all.</param>
public readonly record struct ReconcileResult(TimeSpan? Again)
{
    /// <summary>Nothing to do until something changes.</summary>
    public static ReconcileResult Done => new(null);

    public static ReconcileResult After(TimeSpan delay) => new(delay);
}
