namespace NodeGc.Agent.Reports;

/// <summary>One row of a tree for people: how deep it stands, what stands there, and the cells beside it.</summary>
internal sealed record TreeRow(int Depth, string Text, params string[] Cells);
