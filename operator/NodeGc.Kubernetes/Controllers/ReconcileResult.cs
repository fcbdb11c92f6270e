namespace NodeGc.Kubernetes.Controllers;

/// <summary>What to do after a reconciliation that did not fail.</summary>
/// <param name="RequeueAfter">When to reconcile again without a change; null for never.</param>
public readonly record struct ReconcileResult(TimeSpan? RequeueAfter)
{
    /// <summary>Nothing to do until something changes.</summary>
    public static ReconcileResult Done => new(null);

    public static ReconcileResult After(TimeSpan delay) => new(delay);
}
