namespace NodeGc.Api.Cleanups;

/// <summary>When a mount whose container is gone may be unmounted. One whose layer changed later is kept; 1h unless
/// said otherwise.</summary>
public sealed record MountsSpec() : ClassSpec("1h");
