namespace Bux.Generators.Model;

/// <summary>A generated test of the golden history.</summary>
/// <param name="ClassAttribute">The test framework's attribute of a class with tests, or null.</param>
/// <param name="MethodAttribute">The test framework's attribute of a test; null when there is none.</param>
/// <param name="Missing">What the project has to reference, or null.</param>
/// <param name="Registrations">The methods that add contracts and services, in ordinal order.</param>
/// <param name="Contracts">The folders with the documents.</param>
/// <param name="Folds">The folder with the accepted states.</param>
internal sealed record HistoryFile(
    string Namespace, string? ClassAttribute, string? MethodAttribute, string? Missing, EquatableArray<string> Registrations, string Contracts, string Folds);
