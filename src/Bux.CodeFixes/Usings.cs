extern alias generators;

// The analyzers have a copy.
global using WireNames = generators::Bux.Generators.Model.WireNames;
