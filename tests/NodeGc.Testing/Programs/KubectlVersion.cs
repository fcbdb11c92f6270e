namespace NodeGc.Testing.Programs;

/// <summary>The kubectls that drive the API server; an enumeration, since test fixtures are named by
/// constants.</summary>
public enum KubectlVersion
{
    /// <summary>Debian 12's own.</summary>
    Kubectl20,

    Kubectl28,

    Kubectl35,
}

/// <summary>
/// For fixtures that run with every kubectl:
/// <c>[TestFixtureSource(typeof(KubectlVersions), nameof(KubectlVersions.All))]</c>.
/// </summary>
public static class KubectlVersions
{
    public static IReadOnlyList<KubectlVersion> All { get; } = Enum.GetValues<KubectlVersion>();

    internal static string ProgramOf(KubectlVersion version) =>
        UnpackedPrograms.Get(
            version switch
            {
                KubectlVersion.Kubectl20 => "kubectl-1.20",
                KubectlVersion.Kubectl28 => "kubectl-1.28",
                KubectlVersion.Kubectl35 => "kubectl-1.35",
                _ => throw new ArgumentOutOfRangeException(
                    nameof(version),
                    version,
                    "Not a kubectl that the tests know."
                ),
            }
        );
}
