namespace NodeGc.Api.Cleanups;

/// <summary>When a container that does not run may go. One that stopped later is kept; 24h unless said
/// otherwise.</summary>
public sealed record ContainersSpec() : ClassSpec("24h");
