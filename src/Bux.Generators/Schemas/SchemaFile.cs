namespace Bux.Generators.Schemas;

/// <summary>A file for others.</summary>
/// <param name="Path">Its path below the folder of schemas, with slashes.</param>
/// <param name="Text">Its whole text, with line feeds.</param>
internal sealed record SchemaFile(string Path, string Text);
