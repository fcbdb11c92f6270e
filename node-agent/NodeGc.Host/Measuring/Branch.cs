using NodeGc.Host.Linux;

namespace NodeGc.Host.Measuring;

/// <summary>A part of a tree that one thread walks.</summary>
/// <param name="Tree">The tree.</param>
/// <param name="Directory">Where it starts; null at the top of the tree, which the thread opens itself.</param>
public readonly record struct Branch(MeasuredTree Tree, DirectoryHandle? Directory);
