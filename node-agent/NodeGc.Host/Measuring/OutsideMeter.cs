using NodeGc.Collector;
using NodeGc.Host.Linux;

namespace NodeGc.Host.Measuring;

/// <summary>Measures a folder outside the data root as a whole.</summary>
public static class OutsideMeter
{
    private const int Threads = 2;

    /// <summary>Its size; null, with the reason, if it could not be measured completely.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was requested.</exception>
    public static Extent? Measure(string path, out string? fault, CancellationToken cancellationToken)
    {
        try
        {
            using var root = DirectoryHandle.Open(path);
            MeasuredTree[] trees =
            [
                .. root.List()
                    .Where(entry => entry.Kind == FileKind.Directory)
                    .Select(entry => new MeasuredTree(entry.Name.ToString())
                    {
                        Name = entry.Name,
                        MayVanish = true,
                        MayBeMount = true,
                    }),
            ];
            new TreeMeter(root, Threads).Measure(trees, cancellationToken);
            fault = trees.Select(tree => tree.Error).FirstOrDefault(error => error is not null);
            return fault is null ? Extent.Sum(trees.Select(tree => tree.Extent!.Value)) : null;
        }
        catch (LinuxException error)
        {
            fault = error.Message;
            return null;
        }
    }
}
