package dev.handrail.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/// Listens at an interface: what is called, and when it has returned.
interface Overheard {
    default void calling(String method, Object[] args) {}

    default void returned(String method, Object[] args) {}

    static <T> T at(Class<T> type, T real, Overheard listener) {
        Object proxy =
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, args) -> {
                            Object[] given = args == null ? new Object[0] : args;
                            listener.calling(method.getName(), given);
                            try {
                                Object result = method.invoke(real, given);
                                listener.returned(method.getName(), given);
                                return result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
        return type.cast(proxy);
    }
}
