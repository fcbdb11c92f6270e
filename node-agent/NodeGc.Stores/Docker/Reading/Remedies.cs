using NodeGc.Collector.Inventories;

namespace NodeGc.Stores.Docker.Reading;

/// <summary>How to fix each kind of lost metadata: all were tested with engines 20.10 and 28.5. See
/// docs/damage.md.</summary>
internal static class Remedies
{
    public const string Restore =
        "Restore it from a backup. If there is none, confirm the loss (nodegc-agent confirm-loss) to release what "
        + "it kept.";

    public const string Unknown = "Update NodeGc, or remove it manually if it does not belong to the engine.";

    public const string Check = "Check the file type and permissions of this path.";

    /// <summary>The engine does not start with an empty or corrupt file, and creates a new one if there is
    /// none.</summary>
    public const string Names =
        "The engine does not start while it is damaged. Restore it from a backup, or move it away and start the "
        + "engine, which creates a new one: the images are kept and can be named again with docker tag or "
        + "docker pull.";

    public const string Image =
        "The engine ignores the image and its tags. Pull, load or build the same image again to recreate the "
        + "file. If the image is no longer needed, confirm the loss (nodegc-agent confirm-loss).";

    public const string Container =
        "The engine ignores the container until the file is restored and the engine is restarted. Restore it from "
        + "a backup. If the container is no longer needed, confirm the loss (nodegc-agent confirm-loss).";

    public const string EmptyMount =
        "Stop the engine and run a cleanup with collect.debris, or remove the empty directory with rmdir. While "
        + "the engine is running, confirm the loss (nodegc-agent confirm-loss).";

    public const string Mount =
        "The engine ignores its container until the file is restored and the engine is restarted. Restore it from "
        + "a backup, or recreate the container. "
        + Confirm;

    /// <summary>Without its directory, a pull writes the same layer again; with an incomplete one it cannot.</summary>
    public const string Layer =
        "The engine ignores the layer and all images based on it. Stop the engine, move the layer's directory out "
        + "of image/, start the engine, pull, load or build the images again, and restart the engine: its "
        + "containers are restored as well. "
        + Confirm;

    public const string Ancestors =
        "Containers based on this directory see only the files of its top layer. Restore the file from a backup, "
        + "or remove the containers and images based on it and recreate them. "
        + Confirm;

    public const string HostConfiguration =
        "The engine ignores the container. Restore the file from a backup, or write {} to it, restart the engine "
        + "and remove the container with docker rm. "
        + Confirm;

    public const string IncompleteContainer = "The engine ignores it. Restore the file from a backup. " + Confirm;

    public const string Containers =
        "Restore the directory from a backup before the engine starts. If these containers are no longer needed, "
        + "confirm the loss (nodegc-agent confirm-loss).";

    public const string BuildKit =
        "Restore the directory from a backup, or start the engine once, which recreates it with an empty build "
        + "cache; the old build cache is then collected.";

    public const string BuildKitDatabase =
        "Stop the engine, move the whole buildkit directory away and start the engine, which creates an empty "
        + "build cache; the old build cache is then collected.";

    public const string Volumes =
        "Restore the directory from a backup, or start the engine once, which recreates it without the volumes "
        + "that were in it.";

    public const string VolumeDatabase =
        "Start the engine once: it recreates the database from the volume directories; the labels of volumes "
        + "are lost.";

    public const string Plugins =
        "Restore the directory from a backup, or start the engine once, which recreates it, and install the plugins "
        + "again.";

    public const string ShortLinks =
        "Recreate them in the parent directory: mkdir -p l; for f in */link; do ln -sfn ../${f%/link}/diff l/$(cat "
        + "$f); done";

    public const string LinkFile =
        "No container or image can be built on this directory. Write the name of its short link into the file. In the "
        + "parent directory: for l in l/*; do d=$(readlink $l); d=${d#../}; d=${d%/diff}; printf %s ${l#l/} > $d/link; "
        + "done";

    public const string Graph =
        "Restore the directory from a backup. If all images from before 1.10 are gone or were migrated, confirm "
        + "the loss (nodegc-agent confirm-loss).";

    public const string Home =
        "Mount or restore it before the engine starts. Without it no image or container of this store works.";

    private const string Confirm = "If it is no longer needed, confirm the loss (nodegc-agent confirm-loss).";

    /// <summary>How to fix metadata that refers to something missing.</summary>
    public static string Missing(ResourceKind kind) =>
        kind switch
        {
            ResourceKind.Volume => "Restore it from a backup, or remove the container with docker rm. " + Confirm,
            ResourceKind.Image => Image,
            ResourceKind.Layer => "The engine ignores all images based on it. Pull, load or build them again. "
                + ""
                + Confirm,
            ResourceKind.LayerMount => "The engine ignores the container. Recreate it. " + Confirm,
            ResourceKind.LayerDirectory =>
                "Restore it from a backup, or remove what needs it (docker rm, docker rmi, docker builder prune) "
                    + "and recreate it. "
                    + Confirm,
            _ => Restore,
        };
}
