namespace NodeGc.Api.Cleanups;

/// <summary>When things of a class may go: what all classes have in common. Ages and intervals are Go durations, or
/// days (<c>90m</c>, <c>7d</c>).</summary>
public abstract record ClassSpec
{
    private readonly string usualAge;

    /// <param name="usualAge"><see cref="MinAge"/> unless said otherwise.</param>
    private protected ClassSpec(string usualAge) => MinAge = this.usualAge = usualAge;

    /// <summary>Overrides the cleanup's mode for this class; null = the cleanup's mode counts.</summary>
    public ClassMode? Mode { get; init; }

    /// <summary>What is younger is kept.</summary>
    public string MinAge
    {
        get;
        init => field = value ?? usualAge;
    }

    /// <summary>Scans that must see it unneeded, 2 to 10. Zero stands for a missing field, hence 2: no single look is
    /// proof.</summary>
    public int Confirmations
    {
        get;
        init => field = value == 0 ? 2 : value;
    } = 2;

    /// <summary>Least time between two scans that count; 10m unless said otherwise.</summary>
    public string ConfirmationInterval
    {
        get;
        init => field = value ?? "10m";
    } = "10m";
}
