namespace NodeGc.Operator.Status.Runs;

/// <summary>How many silent nodes a run does not wait for.</summary>
internal static class SilentNodes
{
    private const int OneIn = 10;

    /// <summary>One in ten, rounded up: in a large cluster some machine is always down, and a run must complete without
    /// it. If more are silent, the connection to them is more likely at fault.</summary>
    public static int CountAllowed(int selected) => (selected + OneIn - 1) / OneIn;
}
