using System.Text.Json;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Locating;

/// <summary>Finds and reads configuration files of engines, which anybody on the node may have put there.</summary>
internal static class ConfigurationFile
{
    /// <summary>Longer ones are not read, in bytes.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>What the file says; <see cref="DaemonConfiguration.Empty"/> where it does not exist.</summary>
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
            throw Bad(path, $"it is not proper JSON (line {broken.LineNumber + 1})");
        }
        catch (Exception damage) when (damage is MetadataDamagedException or InvalidOperationException)
        {
            throw Bad(path, damage.Message.TrimEnd('.'));
        }
    }

    /// <summary>As <see cref="Read(ForeignRoot, string)"/>, of this process's own root: the engine that does not
    /// run.</summary>
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
            $"The engine's configuration cannot be understood: {why}. "
                + "Fix the file, or name the data root with --data-root."
        );

    private static string WhyUnreadable(LinuxException refused) =>
        refused.Errno switch
        {
            Errno.EINVAL => "it is not a regular file",
            Errno.EFBIG => $"it is longer than {MaxLength >> 20} MiB",
            Errno.ELOOP => "its symbolic links lead in a circle or out of the engine's root directory",
            _ => refused.Message.TrimEnd('.'),
        };
}
