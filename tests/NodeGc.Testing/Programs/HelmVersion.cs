namespace NodeGc.Testing.Programs;

/// <summary>The Helms that the chart is tested with; an enumeration, since test fixtures are named by
/// constants.</summary>
public enum HelmVersion
{
    /// <summary>3.16: merges on the client, checks values with an older library.</summary>
    Helm3,

    /// <summary>4.1: applies on the server.</summary>
    Helm4,
}

/// <summary>
/// For fixtures that run with every Helm: <c>[TestFixtureSource(typeof(HelmVersions), nameof(HelmVersions.All))]</c>.
/// </summary>
public static class HelmVersions
{
    public static IReadOnlyList<HelmVersion> All { get; } = Enum.GetValues<HelmVersion>();

    internal static string ProgramOf(HelmVersion version) =>
        UnpackedPrograms.Get(
            version switch
            {
                HelmVersion.Helm3 => "helm-3.16",
                HelmVersion.Helm4 => "helm-4.1",
                _ => throw new ArgumentOutOfRangeException(nameof(version), version, "Not a Helm that the tests know."),
            }
        );
}
