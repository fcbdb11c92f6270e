namespace NodeGc.Benchmarks;

/// <summary>How long something took on the wall and on all cores.</summary>
internal readonly record struct Timing(TimeSpan Wall, TimeSpan Cpu)
{
    /// <summary>The best of both: noise only ever adds.</summary>
    public Timing Best(Timing other) => new(Wall < other.Wall ? Wall : other.Wall, Cpu < other.Cpu ? Cpu : other.Cpu);
}
