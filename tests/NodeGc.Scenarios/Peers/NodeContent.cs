using System.Text.Json.Nodes;
using NodeGc.Testing.Stores;

namespace NodeGc.Scenarios.Peers;

/// <summary>Puts onto a node what an engine of today would have put there.</summary>
internal static class NodeContent
{
    extension(StoppedNode node)
    {
        /// <summary>A store with overlay2 and a database of volumes.</summary>
        public void Build(Action<StoreOnDisk> content)
        {
            var store = new StoreOnDisk(node.DataRoot);
            content(store);
            store.Finish();
        }

        /// <summary>Replaces the database of volumes by one with a single record.</summary>
        public void Record(string name, string record)
        {
            var content = new BoltBucketContent();
            content.Bucket("volumes").Put(name, record);
            File.WriteAllBytes(node.At("volumes/metadata.db"), BoltFileWriter.Write(content));
        }

        /// <summary>Shows processes in the node's proc.</summary>
        /// <param name="words">Their command lines, one after the other: each begins with <c>dockerd</c> or <c>vi</c>;
        /// <c>ROOT</c> is the data root.</param>
        /// <returns>The command lines.</returns>
        public List<string[]> Start(IEnumerable<string> words)
        {
            File.WriteAllText(
                node.At("../daemon.json"),
                new JsonObject { ["data-root"] = node.DataRoot }.ToJsonString()
            );
            List<string[]> lines = [];
            foreach (var word in words.Select(word => word.Replace("ROOT", node.DataRoot, StringComparison.Ordinal)))
            {
                if (word is "dockerd" or "vi")
                    lines.Add([$"/usr/bin/{word}"]);
                else
                    lines[^1] = [.. lines[^1], word];
            }
            foreach (var (index, line) in lines.Index())
                node.Proc.Process(100 + index, Path.GetFileName(line[0]), line);
            return lines;
        }
    }

    /// <summary>A container of an image of its own that mounts the volumes; its id.</summary>
    public static string Use(this StoreOnDisk store, string container, params string[] volumes)
    {
        var layer = store.Layer();
        return store.Container(container, store.Image($"{container}:1", layer), layer, volumes).Id;
    }
}
