using System.Globalization;
using System.Text;

namespace NodeGc.Host.Kernel;

/// <summary>The mounts that one process sees, by mount id.</summary>
public sealed class MountTable
{
    private readonly Dictionary<int, (byte[] Text, MountLine Mount)> mounts = [];

    private MountTable() { }

    /// <summary>Parses a whole mountinfo; malformed lines are skipped.</summary>
    public static MountTable Read(ReadOnlySpan<byte> mountinfo)
    {
        var table = new MountTable();
        foreach (var range in mountinfo.Split((byte)'\n'))
        {
            var line = mountinfo[range];
            if (MountLine.Find(line) is { } mount && FindId(line) is { } id)
                table.mounts[id] = (line.ToArray(), mount);
        }
        return table;
    }

    /// <summary>The mount with that id; null if the process does not see it.</summary>
    public MountLine? Find(int id) => mounts.TryGetValue(id, out var found) ? found.Mount : null;

    /// <summary>The raw line.</summary>
    public ReadOnlySpan<byte> TextOf(int id) => mounts.TryGetValue(id, out var found) ? found.Text : [];

    /// <summary>The mount that contains <paramref name="path"/>: the nearest above it, and of several at one place the
    /// last.</summary>
    public MountLine? FindAbove(string path) =>
        mounts
            .Values.Select(mount => mount.Mount)
            .Where(mount => StoreArea.From(mount, path) is not null)
            .OrderBy(mount => mount.MountPoint.Length)
            .LastOrDefault();

    /// <summary>Mounts of the filesystem <paramref name="device"/>.</summary>
    public IEnumerable<MountLine> Of(string device) =>
        mounts.Values.Select(mount => mount.Mount).Where(mount => mount.Device == device);

    /// <summary>Mounts directly in the directory <paramref name="path"/>.</summary>
    public IEnumerable<MountLine> In(string path) =>
        mounts
            .Values.Select(mount => mount.Mount)
            .Where(mount =>
                mount.MountPoint.StartsWith(path + "/", StringComparison.Ordinal)
                && mount.MountPoint.LastIndexOf('/') == path.Length
            );

    private static int? FindId(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOf((byte)' ');
        return
            end > 0
            && int.TryParse(
                Encoding.ASCII.GetString(line[..end]),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var id
            )
            ? id
            : null;
    }
}
