namespace NodeGc.Architecture.Tests;

/// <summary>The checked-out sources, found upwards from the test's own assembly.</summary>
internal static class Repository
{
    private static readonly string[] Generated = ["bin", "obj", ".git", ".vs", ".idea", "TestResults"];

    public static readonly string Root = FindRoot(AppContext.BaseDirectory);

    public static readonly IReadOnlyList<string> Files =
    [
        .. FilesBelow(Root).Select(path => Path.GetRelativePath(Root, path)).Order(StringComparer.Ordinal),
    ];

    /// <summary>What is shipped.</summary>
    public static readonly IReadOnlyList<Project> Products = [.. Projects("crds", "operator", "node-agent")];

    public static IEnumerable<Project> AllProjects => Projects("crds", "operator", "node-agent", "tests");

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static IEnumerable<Project> Projects(params string[] folders) =>
        from file in Files
        where file.EndsWith(".csproj", StringComparison.Ordinal) && folders.Contains(file.Split('/')[0])
        select new Project(file);

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "NodeGc.sln"))
            ? folder
            : FindRoot(
                Path.GetDirectoryName(folder)
                    ?? throw new InvalidOperationException(
                        "No NodeGc.sln above the tests: run them from the source tree."
                    )
            );

    private static IEnumerable<string> FilesBelow(string folder) =>
        Directory
            .EnumerateFiles(folder)
            .Concat(
                Directory
                    .EnumerateDirectories(folder)
                    .Where(child => !Generated.Contains(Path.GetFileName(child)))
                    .SelectMany(FilesBelow)
            );
}
