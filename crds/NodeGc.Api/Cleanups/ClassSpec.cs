namespace NodeGc.Api.Cleanups;

/// <summary>When items of a class may be removed: settings common to all classes. Ages and intervals are Go durations,
/// or days (<c>90m</c>, <c>7d</c>).</summary>
public abstract record ClassSpec
{
    private readonly string defaultMinAge;

    /// <param name="defaultMinAge">Default of <see cref="MinAge"/>.</param>
    private protected ClassSpec(string defaultMinAge) => MinAge = this.defaultMinAge = defaultMinAge;

    /// <summary>Overrides the mode of the cleanup for this class; null uses the mode of the cleanup.</summary>
    public ClassMode? Mode { get; init; }

    /// <summary>Minimum age of an item.</summary>
    public string MinAge
    {
        get;
        init => field = value ?? defaultMinAge;
    }

    /// <summary>Number of scans that must find an item unused, 2 to 10. Zero means that the field is missing, so 2
    /// applies: one scan is never proof.</summary>
    public int Confirmations
    {
        get;
        init => field = value == 0 ? 2 : value;
    } = 2;

    /// <summary>Minimum time between two scans that count as confirmations; default 10m.</summary>
    public string ConfirmationInterval
    {
        get;
        init => field = value ?? "10m";
    } = "10m";
}
