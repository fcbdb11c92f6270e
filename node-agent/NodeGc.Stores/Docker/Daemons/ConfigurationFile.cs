using System.Text.Json;
using NodeGc.Host.Linux;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Daemons;

/// <summary>Reads configuration files of engines, whose content is not trusted.</summary>
internal static class ConfigurationFile
{
    /// <summary>Maximum size in bytes.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>The configuration; <see cref="DaemonConfiguration.Empty"/> if the file does not exist.</summary>
    /// <param name="root">The root directory of the engine.</param>
    /// <param name="path">The file as the engine sees it.</param>
    /// <exception cref="LocatingException">It cannot be read or understood.</exception>
    public static DaemonConfiguration Read(ForeignRoot root, string path)
    {
        try
        {
            var content = root.FindFile(path, MaxLength);
            return content is null ? DaemonConfiguration.Empty : DaemonConfiguration.Read(content);
        }
        catch (LinuxException refused)
        {
            throw Bad(path, WhyUnreadable(refused));
        }
        catch (JsonException broken)
        {
            throw Bad(path, $"it is not valid JSON (line {broken.LineNumber + 1})");
        }
        catch (Exception damage) when (damage is MetadataDamagedException or InvalidOperationException)
        {
            throw Bad(path, damage.Message.TrimEnd('.'));
        }
    }

    /// <summary>As <see cref="Read(ForeignRoot, string)"/>, from this process's own root: while no engine is
    /// running.</summary>
    /// <exception cref="LocatingException">It cannot be read or understood.</exception>
    public static DaemonConfiguration Read(string path)
    {
        using var own = ForeignRoot.Find("/") ?? throw Bad(path, "the root directory cannot be opened");
        return Read(own, Path.GetFullPath(path));
    }

    private static LocatingException Bad(string path, string why) =>
        new(
            LocatingFailure.BadConfiguration,
            path,
            $"Cannot parse the engine's configuration: {why}. Fix the file, or specify the data root with --data-root."
        );

    private static string WhyUnreadable(LinuxException refused) =>
        refused.Errno switch
        {
            Errno.EINVAL => "it is not a regular file",
            Errno.EFBIG => $"it is longer than {MaxLength >> 20} MiB",
            Errno.ELOOP => "its symbolic links form a loop or leave the engine's root directory",
            _ => refused.Message.TrimEnd('.'),
        };
}
