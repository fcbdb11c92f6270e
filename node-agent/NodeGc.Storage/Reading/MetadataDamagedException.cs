namespace NodeGc.Storage.Reading;

/// <summary>A piece of metadata is missing, empty, cut off, garbled, or contradicts itself or the disk. Becomes a doubt.</summary>
internal sealed class MetadataDamagedException(string message) : Exception(message);
