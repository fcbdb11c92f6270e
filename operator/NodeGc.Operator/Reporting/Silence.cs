namespace NodeGc.Operator.Reporting;

/// <summary>How many nodes may be silent when a run is called finished.</summary>
internal static class Silence
{
    private const int OneIn = 10;

    /// <summary>One in ten, rounded up: some machine of a large cluster is always away, and a run must end without it;
    /// where more are silent it is more likely that they cannot be heard.</summary>
    public static int Allowed(int selected) => (selected + OneIn - 1) / OneIn;
}
