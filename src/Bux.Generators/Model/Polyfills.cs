#pragma warning disable IDE0130 // The compiler looks for this type in its own namespace.
namespace System.Runtime.CompilerServices;

/// <summary>Lets records have init-only members on netstandard2.0.</summary>
internal static class IsExternalInit;
