namespace NodeGc.Api.Cleanups;

/// <summary>What happens to an item that is removed.</summary>
public sealed record DisposalSpec
{
    public static DisposalSpec Default { get; } = new();

    /// <summary>How long it can be restored, 24h unless said otherwise; <c>0s</c> deletes at once.</summary>
    public string Quarantine
    {
        get;
        init => field = value ?? "24h";
    } = "24h";
}
