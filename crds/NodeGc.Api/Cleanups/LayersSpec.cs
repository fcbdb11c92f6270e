namespace NodeGc.Api.Cleanups;

/// <summary>When an orphaned layer directory may go. Ages are Go durations, or days (<c>90m</c>, <c>7d</c>).</summary>
public sealed record LayersSpec
{
    /// <summary>A younger directory is kept; 1h unless said otherwise.</summary>
    public string MinAge { get => field ?? "1h"; init; }

    /// <summary>Scans that must see it unneeded, 2 to 10. Zero stands for a missing field, hence 2: no single look is proof.</summary>
    public int Confirmations { get => field == 0 ? 2 : field; init; }

    /// <summary>Least time between two scans that count; 10m unless said otherwise.</summary>
    public string ConfirmationInterval { get => field ?? "10m"; init; }
}
