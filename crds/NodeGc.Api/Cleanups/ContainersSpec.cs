namespace NodeGc.Api.Cleanups;

/// <summary>When a container that does not run may go. Ages are Go durations, or days (<c>90m</c>, <c>7d</c>).</summary>
public sealed record ContainersSpec
{
    /// <summary>Overrides the cleanup's mode for this class; null = the cleanup's mode counts.</summary>
    public ClassMode? Mode { get; init; }

    /// <summary>One that stopped later is kept; 24h unless said otherwise.</summary>
    public string MinAge { get; init => field = value ?? "24h"; } = "24h";

    /// <summary>Scans that must see it unneeded, 2 to 10. Zero stands for a missing field, hence 2: no single look is proof.</summary>
    public int Confirmations { get; init => field = value == 0 ? 2 : value; } = 2;

    /// <summary>Least time between two scans that count; 10m unless said otherwise.</summary>
    public string ConfirmationInterval { get; init => field = value ?? "10m"; } = "10m";
}
