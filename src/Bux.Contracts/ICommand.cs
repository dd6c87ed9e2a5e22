namespace Bux;

/// <summary>A command; <typeparamref name="TResponse"/> is what an accepted command answers.</summary>
/// <typeparam name="TResponse">A concrete type that is written as JSON; not an interface, a <see cref="Rejection"/> or a reply.</typeparam>
public interface ICommand<TResponse>;

/// <summary>A command that answers nothing but that it was accepted.</summary>
public interface ICommand : ICommand<Done>;

/// <summary>The response of a command that has nothing to tell.</summary>
public readonly record struct Done;
