using System.Globalization;
using System.Text;
using NodeGc.Host.Linux;
using NodeGc.Stores.Docker.Layout;

namespace NodeGc.Stores.Docker.Daemons;

/// <summary>
/// Finds the data root of a daemon with <c>userns-remap</c>: <c>root/uid.gid</c> with the first
/// subordinate user and group. Source: <c>subuid(5)</c>, moby <c>daemon.setupDaemonRoot</c>.
/// </summary>
/// <param name="root">The daemon's root directory, to resolve paths.</param>
/// <param name="files">The same, to read files.</param>
internal sealed class UserNamespaceRoot(RootedPath root, ForeignRoot files)
{
    private const string DefaultUser = "dockremap";

    /// <summary>The effective data root below <paramref name="dataRoot"/>, as the daemon sees it.</summary>
    /// <param name="dataRoot">The configured data root, resolved.</param>
    /// <param name="remap">The user, or <c>default</c>, with a group after a colon.</param>
    /// <exception cref="LocatingException">Neither the subordinate ids nor the disk show which one it is.</exception>
    public string Get(string dataRoot, string remap)
    {
        var parts = remap.Split(':', 2);
        var user = parts[0] == "default" ? DefaultUser : parts[0];
        var group = parts.Length == 2 ? parts[1] : user;
        if (FindFirst("/etc/subuid", user) is { } uid && FindFirst("/etc/subgid", group) is { } gid)
            return $"{dataRoot}/{uid}.{gid}";
        return $"{dataRoot}/{OnlyOne(root.Outside(dataRoot)) ?? throw Unclear(dataRoot, remap)}";
    }

    /// <summary>The only user-namespace root below <paramref name="folder"/>; null if there is not exactly
    /// one.</summary>
    public static string? OnlyOne(string folder) => All(folder) is [var only] ? only : null;

    /// <summary>The names of all user-namespace roots below <paramref name="folder"/>.</summary>
    public static IReadOnlyList<string> All(string folder)
    {
        if (!Directory.Exists(folder))
            return [];
        return
        [
            .. from path in Directory.EnumerateDirectories(folder)
            where
                KnownNames.IsUserNamespaceRoot(Path.GetFileName(path))
                && (Directory.Exists($"{path}/image") || Directory.Exists($"{path}/containers"))
            select Path.GetFileName(path),
        ];
    }

    /// <exception cref="LinuxException">It is not a regular file, too long, or cannot be read.</exception>
    private uint? FindFirst(string file, string name)
    {
        var content = files.FindFile(file, ConfigurationFile.MaxLength) ?? [];
        foreach (var line in Encoding.UTF8.GetString(content).Split('\n'))
        {
            var fields = line.Split(':');
            if (
                fields.Length == 3
                && fields[0] == name
                && uint.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            )
                return first;
        }
        return null;
    }

    private static LocatingException Unclear(string dataRoot, string remap) =>
        new(
            LocatingFailure.Ambiguous,
            dataRoot,
            $"The engine uses userns-remap '{remap}', but its data root cannot be determined from /etc/subuid and "
                + "/etc/subgid or from a single uid.gid directory. Specify the uid.gid directory with --data-root."
        );
}
