namespace NodeGc.Testing;

/// <summary>Finds files of the source tree that the tests were built from.</summary>
public static class SourceTree
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot(DirectoryInfo? folder) =>
        folder switch
        {
            null => throw new DirectoryNotFoundException(
                $"No folder above {AppContext.BaseDirectory} holds NodeGc.sln; run the tests from a source tree."
            ),
            _ when File.Exists(Path.Combine(folder.FullName, "NodeGc.sln")) => folder.FullName,
            _ => FindRoot(folder.Parent),
        };
}
