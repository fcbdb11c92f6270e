namespace NodeGc.Api.Cleanups;

/// <summary>How items are removed.</summary>
public sealed record DisposalSpec
{
    public static DisposalSpec Default { get; } = new();

    /// <summary>How long a removed item can be restored; default 24h. <c>0s</c> deletes immediately.</summary>
    public string Quarantine
    {
        get;
        init => field = value ?? "24h";
    } = "24h";
}
