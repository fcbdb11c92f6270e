using NodeGc.Testing;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.RealStores;

/// <summary>A data root that a real daemon left, as it lies in this folder's archives.</summary>
internal sealed record RealStore(string Name)
{
    /// <summary>All of them: every folder with an archive.</summary>
    public static IEnumerable<string> Names =>
        from folder in Directory.GetDirectories(Home)
        where File.Exists(Path.Combine(folder, Archive))
        orderby folder
        select Path.GetFileName(folder);

    /// <summary>What was worked out by hand, without comments.</summary>
    public IEnumerable<string> Expected => Lines("expected.txt");

    /// <summary>The images as they were worked out by hand.</summary>
    public IEnumerable<string> ExpectedImages => Lines("images.txt");

    private const string Archive = "docker.tar.xz";

    private static string Home => SourceTree.PathOf("tests", "NodeGc.Scenarios", "RealStores");

    private string Folder => Path.Combine(Home, Name);

    /// <summary>A node with a copy of the data root, owners and device nodes included: needs root.</summary>
    public StoppedNode Unpack()
    {
        var node = new StoppedNode();
        var target = Path.GetDirectoryName(node.DataRoot)!;
        _ = new ExternalCommand("/bin/tar", "--numeric-owner", "-xJf", Path.Combine(Folder, Archive), "-C", target)
            .Run()
            .Text;
        return node;
    }

    private IEnumerable<string> Lines(string file) =>
        File.ReadLines(Path.Combine(Folder, file)).Where(line => line.Length > 0 && line[0] != '#');
}
