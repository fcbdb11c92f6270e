namespace NodeGc.Testing.Docker;

/// <summary>The engines that the tests run; an enumeration, since test fixtures are named by constants.</summary>
public enum DockerRelease
{
    /// <summary>Debian 12's own packages: API 1.41.</summary>
    Docker20,

    /// <summary>Debian 13's packages, unpacked beside the system: API 1.45.</summary>
    Docker26,

    /// <summary>Debian unstable's packages, unpacked beside the system: API 1.51.</summary>
    Docker28,
}

/// <summary>For fixtures that run on every engine: <c>[TestFixtureSource(typeof(DockerReleases),
/// nameof(DockerReleases.All))]</c>.</summary>
public static class DockerReleases
{
    public static IReadOnlyList<DockerRelease> All { get; } = Enum.GetValues<DockerRelease>();

    /// <summary>The release of that version, as <see cref="VersionOf"/> says it.</summary>
    public static DockerRelease Get(string version) =>
        All.Where(release => VersionOf(release) == version).Cast<DockerRelease?>().FirstOrDefault()
        ?? throw new ArgumentException(
            $"No test knows Docker {version}; it may be {string.Join(", ", All.Select(VersionOf))}.",
            nameof(version)
        );

    /// <summary>As Docker counts: what the engine's own version begins with.</summary>
    public static string VersionOf(DockerRelease release) =>
        release switch
        {
            DockerRelease.Docker20 => "20.10",
            DockerRelease.Docker26 => "26.1",
            DockerRelease.Docker28 => "28.5",
            _ => throw new ArgumentOutOfRangeException(nameof(release), release, "Not a release that the tests know."),
        };
}
