using NodeGc.Collector.Inventories;

namespace NodeGc.Storage.Reading;

/// <summary>What helps with each sort of lost metadata: every one was tried on engines 20.10 and 28.5. See
/// docs/damage.md.</summary>
internal static class Remedies
{
    public const string Restore =
        "Restore it from a backup. If there is none, confirm the loss (nodegc-agent confirm-loss), and what it kept "
        + "is released.";

    public const string Unknown = "Update NodeGc, or remove it by hand if it does not belong to the engine.";

    public const string Check = "Check what lies at this path and who may read it.";

    /// <summary>The engine does not start with an empty or garbled file, and makes a new one where there is
    /// none.</summary>
    public const string Names =
        "The engine does not start while it is damaged. Restore it from a backup, or move it away and start the "
        + "engine, which makes a new one: "
        + "the images stay, and get their names again by docker tag or docker pull.";

    public const string Image =
        "The engine ignores the image and its tags. Pull, load or build the same image again: that writes the file. "
        + "If nobody needs the image, confirm the loss (nodegc-agent confirm-loss).";

    public const string Container =
        "The engine ignores the container until the file is restored and the engine restarted. Restore it from a "
        + "backup. "
        + "If nobody needs the container, confirm the loss (nodegc-agent confirm-loss).";

    public const string EmptyMount =
        "Stop the engine and run a cleanup with collect.debris, which removes it, or remove the empty folder with "
        + "rmdir. "
        + "On a running engine confirm the loss (nodegc-agent confirm-loss).";

    public const string Mount =
        "The engine ignores its container until the file is restored and the engine restarted. Restore it from a "
        + "backup, or create the container again. "
        + Confirm;

    /// <summary>Without its folder, the same layer is written once more by a pull; beside an incomplete one it cannot
    /// be.</summary>
    public const string Layer =
        "The engine ignores the layer and every image upon it. Stop the engine, move the layer's folder out of "
        + "image/, start the engine, "
        + "pull, load or build the images again, and restart the engine: its containers come back as well. "
        + Confirm;

    public const string Ancestors =
        "What starts upon this directory sees only its uppermost files. Restore the file from a backup, or remove "
        + "the containers and images upon it and get them again. "
        + Confirm;

    public const string HostConfiguration =
        "The engine ignores the container. Restore the file from a backup, or write {} into it, restart the engine "
        + "and remove the container with docker rm. "
        + Confirm;

    public const string HalfContainer = "The engine ignores it. Restore the file from a backup. " + Confirm;

    public const string Containers =
        "Restore the folder from a backup before the engine starts. If nobody needs these containers, confirm the "
        + "loss (nodegc-agent confirm-loss).";

    public const string BuildKit =
        "Restore the folder from a backup, or start the engine once, which makes it again with an empty build cache; "
        + "what it owned before is then collected.";

    public const string BuildKitDatabase =
        "Stop the engine, move the whole folder buildkit away and start the engine: it makes an empty build cache, "
        + "and what the old one owned is then collected.";

    public const string Volumes =
        "Restore the folder from a backup, or start the engine once, which makes it again without the volumes that "
        + "were in it.";

    public const string VolumeDatabase =
        "Start the engine once: it makes the database again from the folders beside it; labels and options of "
        + "volumes are lost.";

    public const string Plugins =
        "Restore the folder from a backup, or start the engine once, which makes it again, and install the plugins "
        + "again.";

    public const string ShortLinks =
        "Make them again, in the folder above: mkdir -p l; for f in */link; do ln -sfn ../${f%/link}/diff l/$(cat "
        + "$f); done";

    public const string Graph =
        "Restore the folder from a backup. If all images of before 1.10 are gone or were carried over, confirm the "
        + "loss (nodegc-agent confirm-loss).";

    public const string Home =
        "Mount or restore it before the engine starts. Without it no image and no container of this store works.";

    private const string Confirm = "If nobody needs it, confirm the loss (nodegc-agent confirm-loss).";

    /// <summary>What helps where metadata names something that is not there.</summary>
    public static string Missing(ResourceKind kind) =>
        kind switch
        {
            ResourceKind.Volume => "Restore it from a backup, or remove the container with docker rm. " + Confirm,
            ResourceKind.Image => Image,
            ResourceKind.Layer => "The engine ignores every image upon it. Pull, load or build them again. " + Confirm,
            ResourceKind.LayerMount => "The engine ignores the container. Create it again. " + Confirm,
            ResourceKind.LayerDirectory =>
                "Restore it from a backup, or remove what needs it (docker rm, docker rmi, docker builder prune) and get "
                    + "it again. "
                    + Confirm,
            _ => Restore,
        };
}
