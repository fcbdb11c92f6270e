using System.Security.Cryptography;
using System.Text;
using NodeGc.Kubernetes.Objects.Core;

namespace NodeGc.Kubernetes.Events;

/// <summary>Something that happened to an object once, and that has an identity.</summary>
/// <param name="About">The object.</param>
/// <param name="Note">The content of the event.</param>
/// <param name="Key">Identifies the occurrence among those of the object with the same reason: a run, for
/// example.</param>
/// <param name="Time">When it happened.</param>
public sealed record EventOccurrence(ObjectReference About, EventNote Note, string Key, DateTimeOffset Time)
{
    private const int HashBytes = 10;

    /// <summary>The same for the same object, reason and key; lowercase hexadecimal.</summary>
    public string Id
    {
        get
        {
            var text = $"{About.Kind}\n{About.Uid ?? About.Name}\n{Note.Reason}\n{Key}";
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, HashBytes));
        }
    }
}
