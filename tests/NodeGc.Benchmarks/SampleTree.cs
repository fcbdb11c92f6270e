using System.Globalization;

namespace NodeGc.Benchmarks;

/// <summary>A data root with layer directories full of small files, ten to a directory, every tenth with content;
/// removed at the end.</summary>
internal sealed class SampleTree : IDisposable
{
    private const int FilesPerDirectory = 10;

    public SampleTree(string folder, int files, int layers)
    {
        Root = Path.Combine(folder, "nodegc-bench-" + Path.GetRandomFileName());
        Layers = [.. Enumerable.Range(0, layers).Select(layer => layer.ToString("x64", CultureInfo.InvariantCulture))];
        Parallel.ForEach(Layers, layer => FillLayer(At(layer), files / layers));
    }

    public string Root { get; }

    public string Home => Path.Combine(Root, "overlay2");

    public IReadOnlyList<string> Layers { get; }

    public string At(string layer) => Path.Combine(Home, layer);

    public void Dispose() => Stopwatches.Run("rm", "-rf", Root);

    private static void FillLayer(string layer, int files)
    {
        Directory.CreateDirectory(Path.Combine(layer, "diff"));
        File.WriteAllText(Path.Combine(layer, "committed"), "");
        for (var i = 0; i < files; i++)
        {
            var group = i / FilesPerDirectory;
            var directory = Path.Combine(layer, "diff", $"usr{group / 64}", $"lib{group}");
            if (i % FilesPerDirectory == 0)
                Directory.CreateDirectory(directory);
            File.WriteAllText(
                Path.Combine(directory, $"some-file-{i}.so"),
                i % FilesPerDirectory == 0 ? "content" : ""
            );
        }
    }
}
